import "dotenv/config"
import express from "express"
import cors from "cors"
import mongoose from "mongoose"
import { users } from "./users.js"

await mongoose.connect(process.env.MONGO_URL)

const app = express()
app.use(cors({ origin: "http://localhost:5173", credentials: true }))
app.use(express.json())
app.use("/users", users)
app.listen(3000)
