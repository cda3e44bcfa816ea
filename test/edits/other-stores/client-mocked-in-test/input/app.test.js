jest.mock('redis', () => ({ createClient: () => ({ connect: jest.fn(), get: jest.fn(), set: jest.fn() }) }));
const request = require('supertest');
const app = require('./app');
test('x', () => request(app).get('/').expect(200));
