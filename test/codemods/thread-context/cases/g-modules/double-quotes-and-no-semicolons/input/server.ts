import express from "express"
import { recall } from "./memory.js"

export const app = express()

app.get("/memory", (req, res) => {
    res.json(recall(String(req.query["key"])))
})
