const request = require('supertest');
const app = require('../app');

it('lists', () => request(app).get('/lockers').expect(200));
