require("dotenv").config();
const express = require("express");
const { connect, links } = require("./db");

const app = express();
const port = process.env.PORT || 3000;

app.set("view engine", "pug");
app.set("views", __dirname + "/views");

app.use(express.static(__dirname + "/public"));
app.use(express.urlencoded({ extended: false }));

app.get("/", async (req, res, next) => {
	try {
		const all = await links().find().sort({ slug: 1 }).toArray();
		const mine = req.session ? req.session.mine || [] : [];
		res.render("index", { all, mine });
	} catch (error) {
		next(error);
	}
});

app.post("/links", async (req, res) => {
	const { slug, target } = req.body;
	if (!slug || !target) return res.status(400).send("Slug and target, please");
	try {
		await links().insertOne({ slug, target, hits: 0 });
	} catch (error) {
		return res.status(409).send("Taken");
	}
	if (req.session) req.session.mine = [...(req.session.mine || []), slug];
	res.redirect("/");
});

app.get("/go/:slug", async (req, res, next) => {
	const link = await links().findOneAndUpdate({ slug: req.params.slug }, { $inc: { hits: 1 } });
	return link ? res.redirect(302, link.target) : next();
});

connect().then(() => {
	app.listen(port, () => {
		console.log("Links on " + port);
	});
}, (error) => {
	console.error(error);
	process.exit(1);
});
