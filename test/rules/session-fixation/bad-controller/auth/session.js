exports.startSession = ({ session }, user, done) => {
  session.userId = user.id;
  session.save(done);
};
