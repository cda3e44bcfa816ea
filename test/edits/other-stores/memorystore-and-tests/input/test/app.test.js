import request from 'supertest';
import { test } from 'vitest';
import { createApp } from '../app.js';

test('answers', () => request(createApp()).get('/').expect(200));
