var express = require('express');
var router = express.Router();

/* GET home page. */
router.get('/', function(req, res, next) {
  var visits = 1;
  // The same page serves the kiosk, which has no sessions.
  if (req.session) {
    visits = req.session.visits = (req.session.visits || 0) + 1;
  }
  res.render('index', { visits: visits });
});

router.get('/theme/:name', function(req, res) {
  res.cookie('theme', req.params.name).redirect('/');
});

router.get('/theme', function(req, res) {
  res.json({ theme: req.cookies.theme || 'light' });
});

module.exports = router;
