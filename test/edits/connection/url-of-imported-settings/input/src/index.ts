import express from "express"
import {connect} from "./database"

export const app = express()

app.use(express.json())

app.get("/", (req, res) => {
    res.send("posts")
})

if (process.env.JEST_WORKER_ID === undefined) {
    connect().then(() => app.listen(process.env.PORT || 5000))
}
