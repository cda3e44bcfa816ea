const { Router } = require('express');
const controller = require('./controller');

const router = Router();
router.route('/signin').post(controller.signin);

module.exports = router;
