const request = require('supertest');
const app = require('../app');

it('lists the polls', () => request(app).get('/polls').expect(200));
