"""How the tests have prepared tables written: as the tasks do."""

from juesuan.composing.page_tables import form_table
from juesuan.notation.look import load_look
from juesuan.publishing.prepared.account_tables import TableManner

TABLES = TableManner(form_table, load_look())
