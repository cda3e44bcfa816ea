const { Router } = require('express');

const router = Router();
router.get('/', (req, res) => res.json({ seen: req.session.seen }));
module.exports = router;
