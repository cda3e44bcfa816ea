import express from "express";
import connectMongo from "connect-mongo";
import session from "express-session";
import path from "path";

export class Server {
    private readonly _app: express.Application;
    private readonly _session: express.RequestHandler;

    constructor(url: string, secret: string) {
        this._app = express();
        const MongoStore = connectMongo(session);
        this._session = session({
            resave: false,
            saveUninitialized: false,
            secret,
            store: new MongoStore({
                url,
                autoReconnect: true
            })
        });
        this._app.use(express.static(path.join(__dirname, "public")));
        this._app.use(this._session);
        this._app.get("/", (req, res) => res.send("hello"));
    }
}

new Server(process.env.MONGODB_URI as string, process.env.SESSION_SECRET as string);
