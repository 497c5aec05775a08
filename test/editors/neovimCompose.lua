-- Run in a headless Neovim that has opened compose.yaml: goes to the definition of its target, and leaves where that is as JSON in
-- the file that RESULT names.
local function wait_for(what, condition)
  if not vim.wait(20000, condition, 50) then
    error("waited in vain for " .. what)
  end
end

local function run()
  wait_for("the server", function()
    return next(vim.lsp.buf_get_clients(0)) ~= nil
  end)
  vim.fn.search("\\Vtarget: dev", "ce")
  -- The files of the folder are read behind the answer to the start.
  wait_for("the target to be known", function()
    local at = vim.lsp.util.make_position_params()
    for _, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/definition", at, 1000) or {}) do
      if answer.result and next(answer.result) ~= nil then
        return true
      end
    end
    return false
  end)
  vim.lsp.buf.definition()
  wait_for("the Dockerfile", function()
    return vim.fn.bufname():match("Dockerfile$") ~= nil
  end)
  return { file = vim.fn.fnamemodify(vim.fn.bufname(), ":."), cursor = vim.api.nvim_win_get_cursor(0) }
end

local ok, result = pcall(run)
local file = assert(io.open(os.getenv("RESULT"), "w"))
file:write(vim.json.encode(ok and result or { error = result }))
file:close()
vim.cmd("qall!")
