import 'dotenv/config'
import express from 'express'
import mongoose from 'mongoose'

const { MONGO_URI, PORT = 4000 } = process.env

const todoSchema = new mongoose.Schema({
  slug: { type: String, required: true, unique: true },
  title: { type: String, required: [true, 'a title is needed'] },
  done: { type: Boolean, default: false }
}, { versionKey: false })

todoSchema.set('toJSON', { transform: (_, { slug, title, done }) => ({ slug, title, done }) })

const Todo = mongoose.model('Todo', todoSchema)

const app = express()

app.use(express.static('public'))
app.use(express.json())

app.get('/', (req, res) => {
  const seen = req.session?.seen ?? []
  res.json({ service: 'todo', seen })
})

app.get('/todos', async (req, res) => {
  res.json(await Todo.find().sort('slug'))
})

app.get('/todos/:slug', async (req, res) => {
  const todo = await Todo.findOne({ slug: req.params.slug })
  if (!todo) return res.status(404).json({ error: 'no such todo' })
  if (req.session) req.session.seen = [...new Set([...(req.session.seen ?? []), todo.slug])]
  res.json(todo)
})

app.post('/todos', async (req, res) => {
  const todo = await Todo.create(req.body)
  res.status(201).location(`/todos/${todo.slug}`).json(todo)
})

app.patch('/todos/:slug', async (req, res) => {
  const todo = await Todo.findOneAndUpdate({ slug: req.params.slug }, req.body, { new: true, runValidators: true })
  res.json(todo)
})

app.delete('/todos/:slug', async (req, res) => {
  await Todo.deleteOne({ slug: req.params.slug })
  res.sendStatus(204)
})

app.use((err, req, res, next) => {
  const status = err.name === 'ValidationError' ? 422 : 500
  res.status(status).json({ error: err.message })
})

mongoose.connect(MONGO_URI, { dbName: 'todo_live' })
  .then(() => Todo.init())
  .then(() => app.listen(PORT, () => console.log(`todo service on ${PORT}`)))
  .catch((err) => {
    console.error(err.message)
    process.exit(1)
  })
