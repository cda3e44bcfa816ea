const dotenv = require('dotenv');
const cloudinary = require('cloudinary');

dotenv.config();
cloudinary.config({ cloud_name: process.env.CLOUD });

module.exports = cloudinary;
