const express = require('express');
const memory = require('./memory.js');

const app = express();
app.get('/name', async (req, res) => res.send(await memory.recallName()));
module.exports = app;
