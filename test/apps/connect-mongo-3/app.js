require('dotenv').config()
var express = require('express')
var path = require('path')
var bodyParser = require('body-parser')
var mongoose = require('mongoose')
var session = require('express-session')
var MongoStore = require('connect-mongo')(session)
// var MongoStore = require('connect-mongodb-session')(session)

mongoose.connect(process.env.MONGO_URI, {
	useNewUrlParser: true,
	useUnifiedTopology: true,
	useCreateIndex: true
})

var Recipe = require('./models/recipe')
var app = express()

app.use(express.static(path.join(__dirname, 'public')))
app.use(bodyParser.json())
app.use(bodyParser.urlencoded({ extended: false }))
app.use(session({
	name: 'recipes.sid',
	secret: process.env.SESSION_SECRET,
	resave: false,
	saveUninitialized: false,
	cookie: { maxAge: 7 * 24 * 60 * 60 * 1000 },
	store: new MongoStore({
		mongooseConnection: mongoose.connection,
		collection: 'user_sessions',
		ttl: 7 * 24 * 60 * 60,
		autoReconnect: true
	})
}))

app.get('/', function (req, res) {
	res.send('<h1>Recipes</h1><p>' + (req.session.favourites || []).length + ' favourites</p>')
})

app.get('/recipes', function (req, res, next) {
	Recipe.find().sort('name').exec(function (err, recipes) {
		if (err) return next(err)
		res.json(recipes.map(function (recipe) { return { name: recipe.name, minutes: recipe.minutes } }))
	})
})

app.post('/recipes', function (req, res, next) {
	Recipe.create({ name: req.body.name, minutes: req.body.minutes }, function (err, recipe) {
		if (err) return next(err)
		res.status(201).json({ name: recipe.name })
	})
})

app.post('/favourites', function (req, res) {
	req.session.favourites = (req.session.favourites || []).concat(req.body.name)
	res.json(req.session.favourites)
})

app.get('/favourites', function (req, res) {
	res.json(req.session.favourites || [])
})

app.use(function (err, req, res, next) {
	res.status(err.name === 'ValidationError' ? 422 : 500).send(err.message)
})

app.listen(process.env.PORT || 3000)
