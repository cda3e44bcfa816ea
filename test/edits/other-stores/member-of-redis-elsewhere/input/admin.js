const { Router } = require('express');
const { sessionStore } = require('./sessions');

const router = Router();
router.get('/', (req, res, next) => sessionStore.ids((err, ids) => (err ? next(err) : res.json(ids))));
module.exports = router;
