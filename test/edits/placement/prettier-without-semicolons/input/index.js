require("dotenv").config()
const express = require("express")
const mongoose = require("mongoose")

const app = express()

app.use(express.json())

app.get("/stars", async (req, res) => {
  res.json(await mongoose.model("Star").find())
})

mongoose.connect(process.env.MONGODB_URI).then(() => app.listen(3000))
