import test from 'node:test';
import request from 'supertest';
import app from '../app.js';

test('greets', () => request(app).get('/').expect(200, 'hello'));
