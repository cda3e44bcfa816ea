import express from 'express';
const app = express();
app.get('/', (req, res) => res.end());
app.listen(3000);
