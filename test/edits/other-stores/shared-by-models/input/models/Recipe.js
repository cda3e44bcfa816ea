const { DataTypes } = require('sequelize');
const database = require('../config/database');

module.exports = database.define('recipe', { title: DataTypes.STRING });
