import "dotenv/config"
import express from "express"
import session from "express-session"
import { MongoStore } from "connect-mongo"
import cors from "cors"
import mongoose from "mongoose"
import { users } from "./users.js"

await mongoose.connect(process.env.MONGO_URL)

const app = express()
app.use(cors({ origin: "http://localhost:5173", credentials: true }))
app.use(express.json())
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: "lax", secure: "auto" },
  store: MongoStore.create({ client: mongoose.connection.getClient(), autoRemove: "interval" })
}))
app.use("/users", users)
app.listen(3000)
