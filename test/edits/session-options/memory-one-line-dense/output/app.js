require('dotenv').config()
var express=require('express')
var session=require('express-session')
var { MongoStore } = require('connect-mongo')
const mongoose=require('mongoose')
var app=express()
mongoose.set('strictQuery',true)
app.use(session({
  secret:process.env.SESSION_SECRET,
  cookie:{maxAge:6000000},
  store: MongoStore.create({
    clientPromise: new Promise((resolve) => {
      if (mongoose.connection.readyState === 1) resolve()
      else mongoose.connection.once('connected', resolve)
    }).then(() => mongoose.connection.getClient())
  }),
  resave: false,
  saveUninitialized: false
}))
app.use(express.json())
app.get('/',(req,res)=>res.json(req.session))
app.listen(3000,()=>mongoose.connect(process.env.MONGO_URL))
