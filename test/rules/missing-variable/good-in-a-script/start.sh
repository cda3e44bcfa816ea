MONGO_URL=mongodb://localhost:27017/shop node app.js
