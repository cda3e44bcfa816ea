const { scryptSync, timingSafeEqual } = require("crypto");
const LocalStrategy = require("passport-local").Strategy;

// The password of the demo user is "sesame"
const users = [{ id: "1", username: "ada", salt: "notes", hash: scryptSync("sesame", "notes", 32) }];

module.exports = function (passport) {
  passport.use(
    new LocalStrategy((username, password, done) => {
      const user = users.find((candidate) => candidate.username === username);
      if (!user) return done(null, false, { message: "Unknown user" });
      const correct = timingSafeEqual(scryptSync(password, user.salt, 32), user.hash);
      return correct ? done(null, user) : done(null, false, { message: "Wrong password" });
    })
  );

  passport.serializeUser((user, done) => done(null, user.id));
  passport.deserializeUser((id, done) => done(null, users.find((user) => user.id === id) || false));
};
