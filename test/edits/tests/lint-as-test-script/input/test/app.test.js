const request = require('supertest');

test('x', () => request(require('../app')).get('/').expect(200));
