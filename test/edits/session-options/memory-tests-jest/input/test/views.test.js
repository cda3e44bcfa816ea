const request = require('supertest');
const app = require('../app');

it('counts the views', () => request(app).get('/').expect(200, '1'));
