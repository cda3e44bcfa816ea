const express = require("express");
const path = require("path");
const session = require("express-session");
const flash = require("connect-flash");
const passport = require("passport");
const methodOverride = require("method-override");
require("./passport-config")(passport);

const app = express();
const PORT = process.env.PORT || 3000;

app.set("view engine", "ejs");
app.set("views", path.join(__dirname, "views"));

app.use(express.static(path.join(__dirname, "public")));
app.use(express.urlencoded({ extended: true }));
app.use(methodOverride("_method"));

// Sessions
app.use(
  session({
    secret: "keyboard cat",
    resave: true,
    saveUninitialized: true,
    cookie: { maxAge: 1000 * 60 * 60 * 24 }, // one day
  })
);

app.use(passport.initialize());
app.use(passport.session());
app.use(flash());

app.use((req, res, next) => {
  res.locals.user = req.user;
  res.locals.success = req.flash("success");
  res.locals.error = req.flash("error");
  next();
});

const ensureAuthenticated = (req, res, next) =>
  req.isAuthenticated() ? next() : res.redirect("/login");

app.get("/", (req, res) => res.render("page", { title: "Notes", notes: [] }));
app.get("/login", (req, res) => res.render("page", { title: "Log in", notes: [] }));

app.post(
  "/login",
  passport.authenticate("local", { failureRedirect: "/login", failureFlash: true }),
  (req, res) => {
    req.flash("success", "Welcome back");
    res.redirect("/notes");
  }
);

app.get("/notes", ensureAuthenticated, (req, res) => {
  res.render("page", { title: "Your notes", notes: req.session.notes || [] });
});

app.post("/notes", ensureAuthenticated, (req, res) => {
  req.session.notes = [...(req.session.notes || []), req.body.text];
  res.redirect("/notes");
});

app.delete("/notes/:index", ensureAuthenticated, (req, res) => {
  req.session.notes = (req.session.notes || []).filter((_, i) => i !== Number(req.params.index));
  res.redirect("/notes");
});

app.get("/logout", (req, res, next) => {
  req.logout((err) => (err ? next(err) : res.redirect("/")));
});

app.listen(PORT, () => console.log(`Notes on port ${PORT}`));
