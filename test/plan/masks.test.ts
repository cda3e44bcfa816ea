import { expect, test } from 'vitest';
import { masked } from '../../src/plan/masks.ts';

test.each([
  ["-  secret: 'Zk3v9Qp-17',", "-  secret: '***',"],
  [
    '-app.use(session({ secret: [\'one\', "two"], resave: true }));',
    '-app.use(session({ secret: [\'***\', "***"], resave: true }));',
  ],
  [
    ' const uri = "mongodb+srv://admin:Sup3r@cluster.example.org/x";',
    ' const uri = "mongodb+srv://admin:***@cluster.example.org/x";',
  ],
  ['+  secret: process.env.SESSION_SECRET,', '+  secret: process.env.SESSION_SECRET,'],
  [
    "+  secret: process.env.SESSION_SECRET || (process.env.NODE_ENV === 'test' ? 'test' : ''),",
    "+  secret: process.env.SESSION_SECRET || (process.env.NODE_ENV === 'test' ? 'test' : ''),",
  ],
  ["   secret: process.env['SESSION_SECRET'] ?? 'Zk3v9Qp-17',", "   secret: process.env['SESSION_SECRET'] ?? '***',"],
  [" secret: config.get('SESSION_SECRET'),", " secret: config.get('SESSION_SECRET'),"],
  ['+SESSION_SECRET={{new secret: SESSION_SECRET}}', '+SESSION_SECRET={{new secret: SESSION_SECRET}}'],
  ['+MONGODB_URI=mongodb://127.0.0.1:27017/shop', '+MONGODB_URI=mongodb://127.0.0.1:27017/shop'],
  ["--- a/secret: 'x'", "--- a/secret: 'x'"],
  [" app.get('/tokens', list);", " app.get('/tokens', list);"],
  ['     "jsonwebtoken": "^9.0.2",', '     "jsonwebtoken": "^9.0.2",'],
])('%s', (line, shown) => {
  expect(masked(line)).toBe(shown);
});
