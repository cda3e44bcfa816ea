const { test } = require('node:test');
const request = require('supertest');
const app = require('../app');

test('counts the views', () => request(app).get('/').expect(200, '1'));
