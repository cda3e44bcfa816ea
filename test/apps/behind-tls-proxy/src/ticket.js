const mongoose = require('mongoose')

const ticketSchema = new mongoose.Schema({ number: Number, text: String })

exports.Ticket = mongoose.model('Ticket', ticketSchema)
