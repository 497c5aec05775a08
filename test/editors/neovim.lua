-- Run in a headless Neovim that has opened a Dockerfile: does what a person does there, and leaves what came of it as JSON in
-- the file that RESULT names.
local function wait_for(what, condition)
  if not vim.wait(10000, condition, 20) then
    error("waited in vain for " .. what)
  end
end

-- The cursor at the first place of a text: [line from 1, column from 0].
local function go_to(text)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  if vim.fn.search("\\V" .. text, "ceW") == 0 then
    error("there is no " .. text)
  end
end

local function run()
  local result = {}
  wait_for("the server", function()
    return next(vim.lsp.buf_get_clients(0)) ~= nil
  end)
  wait_for("diagnostics", function()
    return #vim.diagnostic.get(0) > 0
  end)
  result.diagnostics = vim.tbl_map(function(diagnostic)
    return { line = diagnostic.lnum, code = diagnostic.code or diagnostic.user_data.lsp.code }
  end, vim.diagnostic.get(0))

  go_to("--from=compile")
  vim.lsp.buf.definition()
  wait_for("the definition", function()
    return vim.api.nvim_win_get_cursor(0)[1] == 2
  end)
  result.definition = vim.api.nvim_win_get_cursor(0)

  vim.lsp.buf.references()
  wait_for("references", function()
    return #vim.fn.getqflist() > 0
  end)
  result.references = vim.tbl_map(function(item)
    return { item.lnum, item.col }
  end, vim.fn.getqflist())
  vim.cmd("cclose")

  go_to("--from=compile")
  vim.lsp.buf.rename("build")
  wait_for("the new name", function()
    return vim.fn.search("\\Vcompile", "nw") == 0
  end)
  result.renamed = vim.api.nvim_buf_get_lines(0, 0, -1, true)

  go_to("--from=build")
  local at = vim.lsp.util.make_position_params()
  local hovers = vim.lsp.buf_request_sync(0, "textDocument/hover", at, 10000)
  for _, answer in pairs(hovers or {}) do
    result.hover = answer.result and answer.result.contents.value
  end
  return result
end

local ok, result = pcall(run)
local file = assert(io.open(os.getenv("RESULT"), "w"))
file:write(vim.json.encode(ok and result or { error = result }))
file:close()
vim.cmd("qall!")
