express = require 'express'
app = express()
