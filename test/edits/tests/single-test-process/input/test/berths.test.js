const test = require('node:test');
const request = require('supertest');
const app = require('../app');

test('lists the berths', () => request(app).get('/berths').expect(200));
