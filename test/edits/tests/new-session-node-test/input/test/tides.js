const test = require('node:test');
const request = require('supertest');

test('lists the tides', () => request(require('../app')).get('/tides').expect(200));
