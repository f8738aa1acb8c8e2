const express = require('express');
const { getStore } = require('./store');

function onError(err, req, res, next) {
  getStore().forget(err.message);
  next(err);
}

function check(req, res, next) {
  getStore().forget('checked');
  next();
}

const app = express();
app.use(check);
app.use([check]);
app.use(onError);
app.use('/late', [onError]);
