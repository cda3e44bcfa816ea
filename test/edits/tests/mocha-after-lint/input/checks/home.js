const request = require('supertest');

it('answers', () => request(require('../app')).get('/').expect(200));
