module.exports = (req, res, next) => {
  const start = Date.now();
  res.on('finish', () => console.log(req.method, req.url, req.user?.id, Date.now() - start));
  next();
};
