const mongoose = require('mongoose');

const hosts = ['10.0.0.4:27017', '10.0.0.5:27017'];

exports.open = () => mongoose.connect(`mongodb://${hosts.join(',')}/stars`, { replicaSet: 'rs0' });
