const { Schema, model } = require('mongoose');

const Page = model('Page', new Schema({ title: { type: String, required: true }, text: String }));

module.exports = (app) => {
  app.get('/', (req, res) => res.redirect('/pages'));

  app.get('/pages', async (req, res, next) => {
    const pages = await Page.find().sort('title').catch(next);
    if (pages) res.json(pages.map(({ title }) => title));
  });

  app.route('/pages/:title')
    .get(async (req, res) => {
      const page = await Page.findOne({ title: req.params.title });
      if (!page) return res.status(404).send('Nobody has written this page');
      req.session.trail = [...(req.session.trail || []), page.title].slice(-5);
      res.type('text/plain').send(page.text);
    })
    .post(async (req, res) => {
      await Page.updateOne({ title: req.params.title }, { text: req.body.text }, { upsert: true });
      res.redirect(`/pages/${encodeURIComponent(req.params.title)}`);
    });

  app.get('/trail', (req, res) => res.json({ trail: req.session.trail || [] }));

  app.use((req, res) => res.status(404).json({ error: 'not found' }));
};
