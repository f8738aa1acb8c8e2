import express from "express"
import { contextFromRequest } from "@unsingleton/runtime"
import { recall } from "./memory.js"

export const app = express()

app.get("/memory", (req, res) => {
    const userContext = contextFromRequest(req)
    res.json(recall(userContext, String(req.query["key"])))
})
