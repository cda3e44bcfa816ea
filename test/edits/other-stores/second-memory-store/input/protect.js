const { MemoryStore } = require('express-session');
const Keycloak = require('keycloak-connect');

exports.protect = new Keycloak({ store: new MemoryStore() });
