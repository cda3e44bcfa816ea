const express = require('express');

express().use('/status', (req, res) => res.send('ok')).listen(9000);
