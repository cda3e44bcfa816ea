const request = require('supertest');
const { MongoClient } = require('mongodb');
const app = require('../app');

it('answers without a user', async () => {
  const client = await MongoClient.connect(process.env.COURSE_DB);
  await client.db().collection('courses').deleteMany({});
  await client.close();
  await request(app).get('/').expect(200);
});
