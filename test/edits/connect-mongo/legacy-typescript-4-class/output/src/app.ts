import express from "express";
import session from "express-session";
import path from "path";
const { MongoStore } = require("connect-mongo");

export class Server {
    private readonly _app: express.Application;
    private readonly _session: express.RequestHandler;

    constructor(url: string, secret: string) {
        this._app = express();
        this._session = session({
            resave: false,
            saveUninitialized: false,
            secret,
            store: new MongoStore({
                mongoUrl: url
            })
        });
        this._app.use(express.static(path.join(__dirname, "public")));
        this._app.use(this._session);
        this._app.get("/", (req, res) => res.send("hello"));
    }
}

new Server(process.env.MONGODB_URI as string, process.env.SESSION_SECRET as string);
