var mongoose = require('mongoose')

var recipeSchema = new mongoose.Schema({
	name: { type: String, required: true },
	minutes: { type: Number, min: 1 }
})

module.exports = mongoose.model('Recipe', recipeSchema)
