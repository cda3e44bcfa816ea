require('dotenv').config()
const express = require('express'); const cookieSession = require('cookie-session'); const app = express()

app.use(cookieSession({ secret: process.env.DEPOT_SECRET, maxAge: 3600000 })); app.get('/', (req, res) => res.json(req.session))
app.listen(3000)
