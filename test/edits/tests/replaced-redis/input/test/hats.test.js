const request = require('supertest');
const app = require('../app');

test('lists the hats', () => request(app).get('/hats').expect(200));
