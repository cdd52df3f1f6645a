module tollbot

go 1.26
