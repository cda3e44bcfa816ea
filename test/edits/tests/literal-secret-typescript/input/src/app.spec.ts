import request from 'supertest';
import { it } from 'vitest';
import { app } from './app.js';

it('lists the crossings', () => request(app).get('/crossings').expect(200));
