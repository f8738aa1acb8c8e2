const express = require('express');
const { contextFromRequest } = require('@unsingleton/runtime');
const { createStore } = require('./store');

function onError(userContext, err, req, res, next) {
  createStore(userContext).forget(err.message);
  next(err);
}

function check(userContext, req, res, next) {
  createStore(userContext).forget('checked');
  next();
}

const app = express();
app.use((req, res, next) => check(contextFromRequest(req), req, res, next));
app.use([(req, res, next) => check(contextFromRequest(req), req, res, next)]);
app.use((_0, req, res, next) => onError(contextFromRequest(req), _0, req, res, next));
app.use('/late', [(_0, req, res, next) => onError(contextFromRequest(req), _0, req, res, next)]);
