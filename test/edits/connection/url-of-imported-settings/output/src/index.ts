import express from "express"
import session from "express-session"
import { MongoStore } from "connect-mongo"
import { MongoClient } from "mongodb"
import { settings } from "./settings"
import {connect} from "./database"

export const app = express()

app.use(express.json())

app.use(session({
    secret: process.env.SESSION_SECRET as string,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: "lax", secure: "auto" },
    store: MongoStore.create({ client: new MongoClient(settings.mongoUri), autoRemove: "interval" })
}))

app.get("/", (req, res) => {
    res.send("posts")
})

if (process.env.JEST_WORKER_ID === undefined) {
    connect().then(() => app.listen(process.env.PORT || 5000))
}
