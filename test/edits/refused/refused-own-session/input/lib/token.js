import jwt from 'jsonwebtoken';

export function readToken(req, res, next) {
  const token = req.headers.authorization?.slice('Bearer '.length);
  if (token) req.session = jwt.verify(token, process.env.JWT_SECRET);
  next();
}
